// What the benchmark tool needs of Linux and Swift's Glibc module does not offer.
#ifndef PENSTOCK_BENCH_SYSTEM_H
#define PENSTOCK_BENCH_SYSTEM_H

#include <stddef.h>
#include <sys/epoll.h>

// The C library hides this one behind _GNU_SOURCE, under which other types would differ from those of Swift's Glibc module.
void *memmem(const void *haystack, size_t haystack_size, const void *needle, size_t needle_size);

#endif
