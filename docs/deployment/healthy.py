"""Ask the page of this container for its status; end with 1 where it does not answer."""

import os
import sys
import urllib.request

request = urllib.request.Request(
    "http://127.0.0.1:8000/api/status",
    headers={"Authorization": f"Bearer {os.environ.get('ZHENGCE_TOKEN', '')}"},
)
try:
    with urllib.request.urlopen(request, timeout=8):
        pass
except OSError as error:
    sys.exit(f"zhengce web does not answer: {error}")
