// The version that reports, event logs and `mn --version` say. Nothing else is here, so that --help loads little.

/** Of this package, as in its package.json. */
export const VERSION = "0.1.0";
