# What is in /etc/nginx writes into pipes instead of files, with logscrub-nginx@.service (see ../systemd), which has to run before nginx:
# where a pipe is not there, nginx makes a file of that name and writes everything into it.
#
#   systemctl enable --now logscrub-nginx@access logscrub-nginx@error
#   cp -a /etc/nginx /etc/nginx.before
#   find /etc/nginx -type f -exec sed -E -i -f /usr/local/share/doc/logscrub/examples/nginx/fifo.sed {} +
#   nginx -t && systemctl restart nginx
#
# A further access_log instead would not do: the one in Debian's nginx.conf goes on beside it. What is off stays off, and formats stay.
# nginx opens /var/log/nginx/error.log still, for what is wrong before it has read its configuration.
#
# Nothing is lost on this way. nginx waits when logscrub does not keep up.
/^[[:space:]]*#/b
s#((^|[;{[:space:]])access_log[[:space:]]+)"?/(var|srv|home|opt|usr|tmp)/[^ ;"]+"?#\1/run/logscrub/nginx-access.fifo#g
s#((^|[;{[:space:]])error_log[[:space:]]+)"?/(var|srv|home|opt|usr|tmp)/[^ ;"]+"?#\1/run/logscrub/nginx-error.fifo#g
# What is packed is no text.
/access_log/s/[[:space:]]+gzip(=[0-9])?([[:space:];])/\2/g
