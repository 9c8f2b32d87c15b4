-- a few challengers that answered a datagram, in seconds since 1970 UTC
CREATE TABLE reflector (
  address TEXT NOT NULL,
  port INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (address, port)
) STRICT;
