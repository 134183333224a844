"""Benchmarks: speed, memory and accuracy beside other libraries, and gains between two commits; see README.md."""
