/*
 * What SQLite itself can do on this disk: durable puts by one thread through the C interface, with the schema and the
 * settings of the Go driver (write-ahead log, flushed at each commit).
 *
 * SRC is the folder of the mattn/go-sqlite3 module, which has the amalgamation; go list -m -f '{{.Dir}}' tells it.
 *
 *   cc -O2 -DHAVE_USLEEP=1 -I "$SRC" -o rawput rawput.c "$SRC/sqlite3-binding.c" -lpthread -lm -ldl
 *   ./rawput FOLDER [SECONDS]
 *
 * Prints one line for each number of puts in a transaction: "puts/commit N put/s R p50-ms A p99-ms B".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sqlite3-binding.h"

#define KEYS 1000
#define MAX_COMMITS 1000000

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static sqlite3 *db;

static void must(int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE) {
        fprintf(stderr, "rawput: %s\n", sqlite3_errmsg(db));
        exit(1);
    }
}

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *s;
    must(sqlite3_prepare_v2(db, sql, -1, &s, NULL));
    return s;
}

static void run(sqlite3_stmt *s) {
    must(sqlite3_step(s));
    must(sqlite3_reset(s));
}

static void measure(const char *folder, int batch, double seconds) {
    static double took[MAX_COMMITS];
    char path[4096], key[32], value[64];
    long puts = 0, commits = 0;
    const char *suffix[] = {"", "-wal", "-shm"};

    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/rawput.db%s", folder, suffix[i]);
        remove(path);
    }
    snprintf(path, sizeof path, "%s/rawput.db", folder);
    must(sqlite3_open(path, &db));
    must(sqlite3_exec(db,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE entry (app TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, expire_at INTEGER NOT NULL,"
        " PRIMARY KEY (app, key)) STRICT, WITHOUT ROWID", NULL, NULL, NULL));
    sqlite3_stmt *begin = prepare("BEGIN IMMEDIATE"), *commit = prepare("COMMIT");
    sqlite3_stmt *put = prepare("INSERT INTO entry (app, key, value, expire_at) VALUES (?1, ?2, ?3, ?4)"
                                " ON CONFLICT (app, key) DO UPDATE SET value = ?3, expire_at = ?4");
    double start = now(), last = start;
    while (last - start < seconds && commits < MAX_COMMITS) {
        run(begin);
        for (int i = 0; i < batch; i++, puts++) {
            snprintf(key, sizeof key, "key:%ld", puts % KEYS);
            snprintf(value, sizeof value, "value %ld of some forty characters, about", puts);
            must(sqlite3_bind_text(put, 1, "app", -1, SQLITE_STATIC));
            must(sqlite3_bind_text(put, 2, key, -1, SQLITE_STATIC));
            must(sqlite3_bind_text(put, 3, value, -1, SQLITE_STATIC));
            must(sqlite3_bind_int64(put, 4, 1767225600000 + puts));
            run(put);
        }
        run(commit);
        double t = now();
        took[commits++] = t - last;
        last = t;
    }
    qsort(took, (size_t)commits, sizeof *took, ascending);
    printf("puts/commit %d put/s %.0f p50-ms %.3f p99-ms %.3f\n", batch, (double)puts / (last - start),
           took[commits / 2] * 1e3, took[commits * 99 / 100] * 1e3);
    sqlite3_finalize(put);
    sqlite3_finalize(begin);
    sqlite3_finalize(commit);
    must(sqlite3_close(db));
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: rawput FOLDER [SECONDS]\n");
        return 2;
    }
    double seconds = argc > 2 ? atof(argv[2]) : 2;
    measure(argv[1], 1, seconds);
    measure(argv[1], 32, seconds);
    return 0;
}
