# In place of the image's own, which waits ten seconds and then migrates, whether or not there is a database: the bootstrap migrates.
