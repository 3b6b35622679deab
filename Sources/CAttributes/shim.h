#ifndef LOGSCRUB_CATTRIBUTES_SHIM_H
#define LOGSCRUB_CATTRIBUTES_SHIM_H

// Swift's own modules of the C libraries leave this header out.
#include <sys/types.h>
#include <sys/xattr.h>

#endif
