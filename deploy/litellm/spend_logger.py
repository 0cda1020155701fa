"""One JSON line per model call, appended to the file that STEELYARD_SPEND_LOG names (default: spend.jsonl).

`steelyard import litellm` reads it. A line says who called (hash and alias of the key, never the key), what was asked
and served, the usage as it came, and when. No prompt, answer or error message is kept: they may hold secrets.
"""

import hashlib
import json
import os
import re
from datetime import datetime
from typing import Any

from litellm.integrations.custom_logger import CustomLogger

VERSION = 1


def _plain(value: Any) -> Any:
    """Usage objects are pydantic models, dictionaries, or either inside the other."""
    if hasattr(value, "model_dump"):
        value = value.model_dump()
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if isinstance(value, (bool, int, float, str)) or value is None else str(value)


def _epoch_s(value: Any) -> float | None:
    if isinstance(value, datetime):
        # LiteLLM's are local times without a zone, and in some versions UTC with one.
        return value.timestamp()
    return float(value) if isinstance(value, (int, float)) else None


def _usage(response: Any, payload: dict) -> dict:
    """As the route answered it; the payload has its own only where there is no answer to look at."""
    found = response.get("usage") if isinstance(response, dict) else getattr(response, "usage", None)
    if found is None:
        found = (payload.get("metadata") or {}).get("usage_object")
    usage = _plain(found)
    return usage if isinstance(usage, dict) else {}


def _key(payload: dict) -> tuple[str | None, str | None]:
    """From LiteLLM's own metadata alone: what else goes by these names may come from the client."""
    metadata = payload.get("metadata") or {}
    digest = metadata.get("user_api_key_hash")
    if digest and not re.fullmatch("[0-9a-f]{64}", digest):
        digest = hashlib.sha256(digest.encode()).hexdigest()
    return digest, metadata.get("user_api_key_alias")


def _error(payload: dict, kwargs: dict) -> dict | None:
    information = payload.get("error_information") or {}
    exception = kwargs.get("exception")
    name = information.get("error_class") or (type(exception).__name__ if exception is not None else None)
    if not name:
        return None
    return {
        "class": name,
        "code": str(information.get("error_code") or getattr(exception, "status_code", "") or ""),
        "provider": information.get("llm_provider") or "",
    }


def _line(status: str, kwargs: dict, response: Any, start: Any, end: Any) -> dict:
    payload = kwargs.get("standard_logging_object") or {}
    params = kwargs.get("litellm_params") or {}
    digest, alias = _key(payload)
    first = payload.get("completionStartTime") or kwargs.get("completion_start_time")
    return {
        "steelyard_spend": VERSION,
        "id": kwargs.get("litellm_call_id") or payload.get("litellm_call_id") or payload.get("id"),
        "response_id": payload.get("id"),
        "trace_id": payload.get("trace_id"),
        "key_hash": digest,
        "key_alias": alias,
        "call_type": payload.get("call_type") or kwargs.get("call_type"),
        "route": (payload.get("metadata") or {}).get("user_api_key_request_route"),
        "model": payload.get("model_group") or kwargs.get("model"),
        "backend": payload.get("model") or kwargs.get("model"),
        "provider": payload.get("custom_llm_provider") or params.get("custom_llm_provider"),
        "stream": bool(payload.get("stream") if payload.get("stream") is not None else kwargs.get("stream")),
        "status": status,
        "cache_hit": bool(payload.get("cache_hit")),
        "start": _epoch_s(payload.get("startTime") or start),
        "first_token": _epoch_s(first),
        "end": _epoch_s(payload.get("endTime") or end),
        "usage": _usage(response, payload),
        "cost": payload.get("response_cost"),
        "error": _error(payload, kwargs),
    }


class SpendLogger(CustomLogger):
    """The asynchronous hooks only: LiteLLM calls the synchronous ones as well, for the same call."""

    def __init__(self) -> None:
        super().__init__()
        self.path = os.environ.get("STEELYARD_SPEND_LOG", "spend.jsonl")
        self.file: int | None = None

    def _append(self, line: dict) -> None:
        """Whole lines under any number of workers: one write to a file that was opened for appending."""
        if self.file is None:
            self.file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        text = json.dumps(line, separators=(",", ":"), allow_nan=False) + "\n"
        data = text.encode()
        if os.write(self.file, data) != len(data):
            raise OSError("the disk took only a part of a line of " + self.path)

    async def async_log_success_event(self, kwargs, response_obj, start_time, end_time) -> None:
        self._append(_line("success", kwargs, response_obj, start_time, end_time))

    async def async_log_failure_event(self, kwargs, response_obj, start_time, end_time) -> None:
        self._append(_line("failure", kwargs, response_obj, start_time, end_time))


spend_logger = SpendLogger()
