"""All that the pages show, prepared from the data: figures, words, charts, and the pictures of the first page."""

from cdslib.apps import atlas_build, pictures_build, profile_build, promises_build, scenario_build
from cdslib.resources import built_file, pictures_dir

BUILDS = (atlas_build, promises_build, profile_build, scenario_build, pictures_build)


def main() -> None:
    """Write all files, those that others are made of first."""
    for folder in (built_file("atlas.json").parent, pictures_dir()):
        folder.mkdir(parents=True, exist_ok=True)
    for build in BUILDS:
        build.main()
        print(build.__name__, flush=True)  # noqa: T201  # whoever waits counts the lines


if __name__ == "__main__":
    main()
