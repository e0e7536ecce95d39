# The last of the image's scripts for a new cluster. Written through: it must not be lost once there are data.
touch "$PGDATA/realcave-made"
sync
