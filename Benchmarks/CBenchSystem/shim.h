// What the benchmark tool needs of Linux and Swift's Glibc module does not offer.
#ifndef PENSTOCK_BENCH_SYSTEM_H
#define PENSTOCK_BENCH_SYSTEM_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <string.h>
#include <sys/epoll.h>

#endif
