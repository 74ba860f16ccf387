"""The sample corpus: articles written for tieline about real public facts."""
