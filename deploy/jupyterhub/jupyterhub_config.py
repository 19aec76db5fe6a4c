"""JupyterHub for researchers and trainers, with the dashboards beside it as a service.

Goes to /etc/jupyterhub/jupyterhub_config.py; docs/operations.md says what to change. Who comes in must log in;
only the dashboards at /services/cds/ are open to all who reach the host, as their figures are public and
officials have no account here. To close them too, give /etc/cdslib/hub.toml a token.
"""

import os
import sys
from pathlib import Path

HOME = Path(os.environ.get("CDSLIB_HOME", "/opt/cdslib"))

c = get_config()  # noqa: F821

c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # nginx stands before it
c.JupyterHub.hub_bind_url = "http://127.0.0.1:8081"
c.ConfigurableHTTPProxy.command = [
    str(HOME / "deploy/jupyterhub/node_modules/.bin/configurable-http-proxy"),
    "--api-ip=127.0.0.1",
]
c.JupyterHub.cleanup_servers = False  # an upgrade of the hub ends nobody's work

# Users of this machine in the group "jupyter"; those in "jupyter-admin" keep the others' servers.
c.JupyterHub.authenticator_class = "pam"
c.LocalAuthenticator.allowed_groups = {"jupyter"}
c.LocalAuthenticator.admin_groups = {"jupyter-admin"}

# For a workshop, instead: any name with the password of the day, each learner a passing user of the system.
# c.JupyterHub.authenticator_class = "shared-password"
# c.SharedPasswordAuthenticator.user_password = Path("/etc/jupyterhub/workshop-password").read_text().strip()
# c.Authenticator.allow_all = True
# c.SystemdSpawner.dynamic_users = True

c.JupyterHub.spawner_class = "systemd"
c.Spawner.cmd = [str(HOME / "deploy/jupyterhub/session")]
c.Spawner.environment = {"CDSLIB_HOME": str(HOME)}
c.Spawner.args = [  # JupyterLab asks no other host for news
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
]
c.Spawner.default_url = "/lab"
c.Spawner.mem_limit = "1G"
c.Spawner.cpu_limit = 1.0
c.SystemdSpawner.slice = "jupyter.slice"
c.SystemdSpawner.isolate_tmp = True
c.SystemdSpawner.isolate_devices = True
c.SystemdSpawner.disable_user_sudo = True

c.JupyterHub.services = [
    {"name": "cds", "url": "http://127.0.0.1:8868", "display": True},
    {
        "name": "idle-culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=7200", "--cull-every=300"],
    },
]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    },
]
