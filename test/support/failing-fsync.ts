/** A disk whose `fsync` fails from a moment on: a small library in front of the system's, compiled here. */
import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** While the file that FSYNC_FAILS_WHERE names is there, every fsync and fdatasync answers EIO, as a dying disk does. */
const LIBRARY = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
typedef int (*sync_call)(int);
static int fails(void) { const char *file = getenv("FSYNC_FAILS_WHERE"); return file && access(file, F_OK) == 0; }
static int answer(const char *name, int fd) {
  if (fails()) { errno = EIO; return -1; }
  return ((sync_call)dlsym(RTLD_NEXT, name))(fd);
}
int fsync(int fd) { return answer("fsync", fd); }
int fdatasync(int fd) { return answer("fdatasync", fd); }
`

export const haveCompiler = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0
if (!haveCompiler)
  console.warn('THERE IS NO C COMPILER HERE (cc on Linux): the test of an fsync that fails is skipped.')

export type FailingDisk = {
  /** For the environment of a server. */
  readonly settings: Record<string, string>
  readonly failFromNow: () => void
}

/** The library and its switch stand in this folder. */
export function failingDisk(folder: string): FailingDisk {
  const [source, library, trigger] = ['fsync.c', 'fsync.so', 'fails'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(source, LIBRARY)
  execFileSync('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl'])
  return {
    settings: { LD_PRELOAD: library, FSYNC_FAILS_WHERE: trigger },
    failFromNow: () => writeFileSync(trigger, ''),
  }
}
