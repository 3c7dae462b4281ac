"""What any Slack app needs: blocks, forms, replying, paging, errors; knows nothing of hiring."""
