"""Normalise: raw actions into records, every value beside its printed text, with its rule and its doubts."""

from pipeline.normalise.assemble import Front, Normalised, normalise, read_front

__all__ = ["Front", "Normalised", "normalise", "read_front"]
