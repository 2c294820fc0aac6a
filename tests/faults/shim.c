/* Stands between a process and its disk, for the tests of this folder (LD_PRELOAD).

   Calls that change what lies under one folder are counted once shim_arm() was called.
   At a chosen call the process is killed (before it, or in the middle of a write), the
   current is cut (killed, and what was not flushed is gone), or the call fails, once or
   from then on.  shim_arm() can also stop the clock, so that two runs can be compared. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { OFF, COUNT, KILL, CUT, FAIL, FULL };

static int mode = OFF, code = 0, pending = -1;
static long at = 0, calls = 0;
static time_t stopped = 0;
static char root[PATH_MAX];
static size_t root_length = 0;
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

/* What was written and not flushed: a descriptor of our own, and the size that is safe. */
static struct { dev_t dev; ino_t ino; int handle; off_t safe; } dirty[256];
static int dirty_count = 0;

#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

void shim_arm(const char *folder, int how, long when, int error, long clock) {
  snprintf(root, sizeof root, "%s", folder);
  root_length = strlen(root);
  mode = how; at = when; code = error; stopped = clock; calls = 0; pending = -1; dirty_count = 0;
}
long shim_calls(void) { return calls; }

static int below(const char *path) {
  return root_length && !strncmp(path, root, root_length) &&
         (path[root_length] == '/' || path[root_length] == 0);
}
static int under(int folder, const char *path) {
  char link[64], full[PATH_MAX];
  ssize_t length;
  if (mode == OFF) return 0;
  if (path && path[0] == '/') return below(path);
  if (folder == AT_FDCWD) {
    if (!getcwd(full, sizeof full)) return 0;
    return below(full);
  }
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  length = readlink(link, full, sizeof full - 1);
  if (length < 0) return 0;
  full[length] = 0;
  return below(full);
}
static int ours(int handle) { return mode != OFF && under(handle, NULL); }

static void cut_the_current(void) {
  for (int i = 0; i < dirty_count; i++)
    if (dirty[i].handle >= 0) (void)!ftruncate(dirty[i].handle, dirty[i].safe);
}
static void die(void) {
  if (mode == CUT) { mode = OFF; cut_the_current(); }
  kill(getpid(), SIGKILL);
  for (;;) pause();
}
/* Called before each call that changes something.  Returns whether it is to fail. */
static int turn(void) {
  int fails = 0;
  pthread_mutex_lock(&guard);
  calls++;
  if (mode >= KILL && calls >= at) {
    if (mode == KILL || mode == CUT) die();
    fails = mode == FULL || calls == at;
  }
  pthread_mutex_unlock(&guard);
  if (fails) errno = code;
  return fails;
}
static void soil(int handle) {
  struct stat held;
  if (mode != CUT || fstat(handle, &held) || !S_ISREG(held.st_mode)) return;
  for (int i = 0; i < dirty_count; i++)
    if (dirty[i].dev == held.st_dev && dirty[i].ino == held.st_ino) return;
  if (dirty_count < 256) {
    int again = fcntl(handle, F_DUPFD_CLOEXEC, 400);
    dirty[dirty_count].dev = held.st_dev; dirty[dirty_count].ino = held.st_ino;
    dirty[dirty_count].handle = again; dirty[dirty_count].safe = held.st_size;
    dirty_count++;
  }
}
static void clean(int handle) {
  struct stat held;
  if (mode != CUT || fstat(handle, &held)) return;
  for (int i = 0; i < dirty_count; i++)
    if (dirty[i].dev == held.st_dev && dirty[i].ino == held.st_ino) {
      close(dirty[i].handle);
      dirty[i] = dirty[--dirty_count];
      return;
    }
}
/* A write at whose turn the process dies, or the disk is full, leaves a first part: so many
   thousandths of it (code) where it is killed, else a half. */
static ssize_t half(int handle, size_t size) {
  if (pending == handle) { pending = -1; errno = code; return -1; }
  soil(handle);
  if (mode < KILL || calls + 1 < at || size < 2) return 0;
  if (mode == KILL || mode == CUT) return (ssize_t)(size * (size_t)code / 1000);
  return (ssize_t)(size / 2);
}

ssize_t write(int handle, const void *data, size_t size) {
  REAL(write);
  if (!ours(handle)) return real(handle, data, size);
  ssize_t part = half(handle, size);
  if (part < 0) return -1;
  if (part > 0 && (mode == KILL || mode == CUT)) (void)!real(handle, data, part);
  if (turn()) {
    if (part > 0 && (code == ENOSPC || code == EDQUOT) && mode == FAIL) {
      pending = handle;
      return real(handle, data, part);
    }
    return -1;
  }
  return real(handle, data, size);
}
ssize_t writev(int handle, const struct iovec *parts, int count) {
  REAL(writev);
  if (ours(handle)) { soil(handle); if (turn()) return -1; }
  return real(handle, parts, count);
}
ssize_t pwrite(int handle, const void *data, size_t size, off_t where) {
  REAL(pwrite);
  if (ours(handle)) { soil(handle); if (turn()) return -1; }
  return real(handle, data, size, where);
}
ssize_t pwrite64(int handle, const void *data, size_t size, off64_t where) {
  REAL(pwrite64);
  if (ours(handle)) { soil(handle); if (turn()) return -1; }
  return real(handle, data, size, where);
}
int fsync(int handle) {
  REAL(fsync);
  if (ours(handle) && turn()) return -1;
  clean(handle);
  return real(handle);
}
int fdatasync(int handle) {
  REAL(fdatasync);
  if (ours(handle) && turn()) return -1;
  clean(handle);
  return real(handle);
}
int ftruncate(int handle, off_t size) {
  REAL(ftruncate);
  if (ours(handle) && turn()) return -1;
  return real(handle, size);
}
int ftruncate64(int handle, off64_t size) {
  REAL(ftruncate64);
  if (ours(handle) && turn()) return -1;
  return real(handle, size);
}
int truncate(const char *path, off_t size) {
  REAL(truncate);
  if (under(AT_FDCWD, path) && turn()) return -1;
  return real(path, size);
}
int truncate64(const char *path, off64_t size) {
  REAL(truncate64);
  if (under(AT_FDCWD, path) && turn()) return -1;
  return real(path, size);
}
int rename(const char *from, const char *to) {
  REAL(rename);
  if (under(AT_FDCWD, to) && turn()) return -1;
  return real(from, to);
}
int renameat(int one, const char *from, int two, const char *to) {
  REAL(renameat);
  if (under(two, to) && turn()) return -1;
  return real(one, from, two, to);
}
int unlink(const char *path) {
  REAL(unlink);
  if (under(AT_FDCWD, path) && turn()) return -1;
  return real(path);
}
int unlinkat(int folder, const char *path, int flags) {
  REAL(unlinkat);
  if (under(folder, path) && turn()) return -1;
  return real(folder, path, flags);
}
int rmdir(const char *path) {
  REAL(rmdir);
  if (under(AT_FDCWD, path) && turn()) return -1;
  return real(path);
}
int mkdir(const char *path, mode_t rights) {
  REAL(mkdir);
  if (under(AT_FDCWD, path) && turn()) return -1;
  return real(path, rights);
}
#define OPENING(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    mode_t rights = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
      va_list more; \
      va_start(more, flags); \
      rights = va_arg(more, mode_t); \
      va_end(more); \
    } \
    if ((flags & (O_CREAT | O_TRUNC)) && under(AT_FDCWD, path) && turn()) return -1; \
    return real(path, flags, rights); \
  }
OPENING(open)
OPENING(open64)

int clock_gettime(clockid_t which, struct timespec *now) {
  REAL(clock_gettime);
  if (stopped && which == CLOCK_REALTIME) {
    now->tv_sec = stopped;
    now->tv_nsec = 0;
    return 0;
  }
  return real(which, now);
}
time_t time(time_t *now) {
  struct timespec held;
  clock_gettime(CLOCK_REALTIME, &held);
  if (now) *now = held.tv_sec;
  return held.tv_sec;
}
