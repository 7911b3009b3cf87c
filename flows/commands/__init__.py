"""The commands of `beian`, one file a group; `flows.cli` puts them together."""
