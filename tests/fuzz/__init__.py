"""Mutants of official files, by a seed, against all importers: `python -m tests.fuzz --seed 7 --mutants 10000`.

Each mutant is imported into a small project in a process of its own, with limits. It must be refused with file and
place, or give rows; a traceback, a hang, a full memory or a refusal without a place is a failure. Those that give
other rows are counted by what changed and what tells of it (``classes``).
"""
