"""Sign-in by OpenID Connect: authorization code with PKCE, state and nonce; tokens that nobody but the issuer makes.

`settings` is what is configured, `published` what an issuer says of itself, `id_token` what a token has to be,
`attempt` what one browser began, and `person` who somebody is by what was verified. `provider` puts them in order, and
`handlers` are the two addresses that a browser comes to.
"""
