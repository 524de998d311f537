"""Settings, the configuration database and its CSV files; imports only the model."""
