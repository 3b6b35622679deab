-- In /etc/prosody/prosody.cfg.lua, with logscrub-fifo@prosody.service (see ../systemd), which has to run before Prosody: where the pipe is
-- not there, Prosody makes a file of that name and writes everything into it. Prosody waits when logscrub does not keep up.
log = { info = "/run/logscrub/prosody.fifo" }
