"""Proposals of links: which pairs of records a curator should look at, and how good proposals and links are."""
