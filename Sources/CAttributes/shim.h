#ifndef LOGSCRUB_CATTRIBUTES_SHIM_H
#define LOGSCRUB_CATTRIBUTES_SHIM_H

// Swift's own modules of the C libraries leave this header out.
#include <sys/types.h>
#include <sys/xattr.h>

#ifdef __linux__
#include <sys/prctl.h>

// `prctl` takes as many arguments as its option needs, which Swift cannot call.
static inline int logscrub_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L); }
#endif

#endif
