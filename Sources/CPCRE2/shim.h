#ifndef LOGSCRUB_CPCRE2_SHIM_H
#define LOGSCRUB_CPCRE2_SHIM_H

// Logs are bytes, so LogScrub uses the 8-bit library; PCRE2 wants the width named before its header is read.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#endif
