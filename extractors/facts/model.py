"""The base of every exported fact."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Base of every exported fact: frozen, unknown keys are errors, and errors quote no values."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
