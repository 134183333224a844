"""How documents are read: one after the other, in processes under limits, or on a cluster; never what is read.

Every way takes tasks and gives outcomes, calls the same plain function, and so ends with the same bytes.
"""

from __future__ import annotations

from .contract import Executor, Job, Limits, Outcome
from .serial import SerialExecutor

__all__ = ["Executor", "Job", "Limits", "Outcome", "SerialExecutor"]
