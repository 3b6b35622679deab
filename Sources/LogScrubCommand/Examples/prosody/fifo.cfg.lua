-- /etc/prosody/conf.d/logscrub.cfg.lua, with logscrub-fifo@prosody.service (see ../systemd), which has to run before Prosody: where the pipe is
-- not there, Prosody makes a file of that name and writes everything into it. Prosody waits when logscrub does not keep up.
--
-- It stands in the place of all that `log` is in Debian's prosody.cfg.lua, the files and the copy of all errors that goes to syslog and so
-- into the journal. That file must not set `log` behind its last line, which includes this one.
log = { info = "/run/logscrub/prosody.fifo" }
