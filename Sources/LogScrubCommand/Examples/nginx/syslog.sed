# What is in /etc/nginx writes to a socket of rsyslog instead of into files, with ../rsyslog/nginx.conf, which has to be there before nginx.
#
#   cp -a /etc/nginx /etc/nginx.before
#   find /etc/nginx -type f -exec sed -E -i -f /usr/local/share/doc/logscrub/examples/nginx/syslog.sed {} +
#   nginx -t && systemctl restart nginx
#
# A further access_log instead would not do: the one in Debian's nginx.conf goes on beside it. What is off stays off, and formats stay.
# nginx opens /var/log/nginx/error.log still, for what is wrong before it has read its configuration.
#
# nginx never waits on this way: when rsyslog does not keep up, lines are lost, and none may be longer than 2 KiB (nginx) or
# 8 KiB (rsyslog).
/^[[:space:]]*#/b
s#((^|[;{[:space:]])(access|error)_log[[:space:]]+)"?/(var|srv|home|opt|usr|tmp)/[^ ;"]+"?#\1syslog:server=unix:/run/logscrub/nginx.sock,facility=local7,tag=nginx,nohostname#g
# These are for files.
/access_log/s/[[:space:]]+(buffer|flush|gzip)(=[0-9a-z]+)?\b//g
