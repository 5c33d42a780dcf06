/* Preloaded into the server under valgrind 3.19, which knows no execve of /proc/self/exe and would start itself: starts
   SELF_EXE instead. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>

typedef int Spawn(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const[], char *const[]);

int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
                char *const arguments[], char *const environment[])
{
    Spawn *spawn = (Spawn *)dlsym(RTLD_NEXT, "posix_spawn");
    const char *self = getenv("SELF_EXE");
    return spawn(pid, self && strcmp(path, "/proc/self/exe") == 0 ? self : path, actions, attributes, arguments, environment);
}
