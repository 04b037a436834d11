"""The fields of an article as printed: headline, byline, dateline, dates, agency, labels, front matter."""
