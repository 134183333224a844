"""What can stop the reading of one document, or of all: limits, crashes, faults."""

from __future__ import annotations

from ..errors import ExitCode, PipelineError
from ..plain import printable


class TimeLimit(PipelineError):
    """Reading took longer than allowed."""

    code = "time_limit"
    default_cause = "took longer than allowed and was stopped"
    default_remedy = "allow more with `--time-limit`, or name its pages in a manifest"


class MemoryLimit(PipelineError):
    """Reading needed more memory than allowed."""

    code = "memory_limit"
    default_cause = "needed more memory than allowed and was stopped"
    default_remedy = "allow more with `--memory-limit`, or name its pages in a manifest"


class PageLimit(PipelineError):
    """More pages than allowed."""

    code = "page_limit"
    default_cause = "has more pages than allowed"
    default_remedy = "allow more with `--page-limit`, or name the pages of the plan in a manifest"


class OutputLimit(PipelineError):
    """More rows than a plan can honestly give."""

    code = "output_limit"
    default_cause = "gives more output than allowed"
    default_remedy = "look at it, and allow more with `--output-limit` if it really is a plan"


class WorkerLost(PipelineError):
    """The process that read the file ended without an answer."""

    code = "worker_lost"
    default_cause = "made the program that reads it crash"
    default_remedy = "repair it, e.g. `qpdf in.pdf out.pdf`, and run again"


class WorkerDiffers(PipelineError):
    """A worker of a cluster would read it differently."""

    code = "worker_differs"
    default_cause = "came to a worker of the cluster that has another version of this program or of its libraries"
    default_remedy = "install the same version on every machine of the cluster and run again"


class ReaderFault(PipelineError):
    """A stage met something that it was not written for."""

    code = "reader_fault"
    default_cause = "met a fault of this program"
    default_remedy = "please report it with the file, if you may"


class WorkersUnavailable(PipelineError):
    """No process that reads documents can be started."""

    code = "workers_unavailable"
    exit_code = ExitCode.BUG
    default_cause = "cannot start processes that read documents"
    default_remedy = "run `actionplans doctor`, or read in this process with `--jobs 0`"


class ClusterUnavailable(PipelineError):
    """No scheduler answers."""

    code = "cluster_unavailable"
    exit_code = ExitCode.USAGE
    default_cause = "is the address of no scheduler that answers"
    default_remedy = "start one with `dask scheduler`, or say `--dask local`"

    @property
    def subject(self) -> str:
        """The whole address."""
        return printable(self.args[0])
