"""What an analyst asks for: search, concordance, trends, charts, exports. Serves outputs/."""
