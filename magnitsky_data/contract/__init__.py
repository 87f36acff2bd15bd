"""The ground on which importers and curation stand: the contract, its cells, and how tables are written."""
