"""Pages that open in any browser without a network, and without JavaScript where need be."""

from __future__ import annotations
