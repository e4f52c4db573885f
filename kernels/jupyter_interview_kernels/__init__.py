"""Where candidate code runs: locked-down containers, or plain processes where no engine answers."""
