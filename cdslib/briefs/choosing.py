"""Which province a brief is of, and what its file is called."""

from cdslib.provinces import (
    FormerProvinceError,
    OtherSchemeError,
    Province,
    UnknownProvinceError,
    resolve_province,
)
from cdslib.text import fold


def choose(name: str, geography: str | None = None) -> Province:
    """Find the province a reader means: the present one, and a former one only where there is no present one.

    Parameters
    ----------
    name : str
        A name or a code, see :func:`cdslib.resolve_province`.
    geography : {"vn34", "vn63"}, optional
        Look among these only.

    Returns
    -------
    Province
        The province.

    Raises
    ------
    UnknownProvinceError
        If there is none; the message says what may be meant.

    Examples
    --------
    >>> [choose(name).code for name in ("Thanh Hóa", "Nam Định", "vn63-24")]
    ['vn34-38', 'vn63-36', 'vn63-24']
    >>> choose("Thanh Hóa", "vn63").code
    'vn63-38'
    """
    if geography is not None:
        return resolve_province(name, geography)
    try:
        return resolve_province(name, "vn34")
    except (FormerProvinceError, OtherSchemeError) as error:
        try:
            return resolve_province(name, "vn63")
        except UnknownProvinceError:
            raise error from None


def file_name(province: Province, form: str) -> str:
    """Return a file name that every system can hold.

    Parameters
    ----------
    province : Province
        The province.
    form : {"docx", "html"}
        The format, which is also the ending.

    Returns
    -------
    str
        Code and name, in ASCII.

    Examples
    --------
    >>> file_name(choose("Thanh Hóa"), "docx"), file_name(choose("TP.HCM"), "html")
    ('vn34-38-thanh-hoa.docx', 'vn34-79-ho-chi-minh.html')
    """
    return f"{province.code}-{'-'.join(fold(province.name_vi).split())}.{form}"
