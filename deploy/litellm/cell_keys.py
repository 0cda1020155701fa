"""Lets cells in by keys of their own, without a database.

STEELYARD_CELL_KEYS names a JSON file: SHA-256 of a key, in hex -> cell. The keys themselves are in no file. It is read
again when it changes, so cells can be added while LiteLLM runs.
"""

import hashlib
import json
import os

from litellm.proxy._types import ProxyException, UserAPIKeyAuth

_known: tuple[tuple[int, int], dict[str, str]] | None = None


def _cells() -> dict[str, str]:
    global _known
    path = os.environ["STEELYARD_CELL_KEYS"]
    status = os.stat(path)
    stamp = (status.st_mtime_ns, status.st_size)
    if _known is None or _known[0] != stamp:
        with open(path, encoding="utf-8") as file:
            _known = (stamp, json.load(file))
    return _known[1]


async def user_api_key_auth(request, api_key: str) -> UserAPIKeyAuth:
    digest = hashlib.sha256(api_key.removeprefix("Bearer ").encode()).hexdigest()
    cell = _cells().get(digest)
    if cell is None:
        raise ProxyException(message="unknown key", type="auth_error", param="api_key", code=401)
    return UserAPIKeyAuth(api_key=digest, key_alias=cell)
