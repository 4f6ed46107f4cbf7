// Filled by the first scanner.
