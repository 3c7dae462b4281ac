"""Pure values to Block Kit; knows neither the database nor the use cases."""
