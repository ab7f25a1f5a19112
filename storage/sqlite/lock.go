package sqlite

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"voxemu/runtime/vclock"
	"voxemu/storage"
)

// lock is the ownership of a database: a locked file beside it that names the process. The kernel gives the lock up when
// the process ends, however it ends, so a file that was left behind means nothing.
type lock struct {
	file *os.File
	path string
}

func lockPath(database string) string { return database + ".lock" }

// A process that only looks who the owner is holds the lock for an instant, so that acquiring it is tried again for a little
// while.
const (
	acquireTries = 10
	acquirePause = 2 * time.Millisecond
)

// acquire takes ownership of a database, or returns an error with [storage.CodeInUse].
func acquire(database string) (*lock, error) {
	path := lockPath(database)
	for try := 1; ; try++ {
		file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
		if err != nil {
			return nil, fileError(path, "make lock file", err)
		}
		mine, stale, err := claim(file, path)
		if mine {
			l := &lock{file, path}
			return l, l.sign()
		}
		file.Close()
		if err != nil {
			return nil, fileError(path, "lock", err)
		}
		if stale {
			continue
		}
		if try >= acquireTries {
			return nil, inUse(database, readPID(path))
		}
		wait, stop := vclock.WallTimer(acquirePause)
		<-wait
		stop()
	}
}

// claim tries to lock the opened lock file. It is stale if the last owner removed it after it had been opened here: then its
// lock is worth nothing, the next owner has another file.
func claim(file *os.File, path string) (mine, stale bool, err error) {
	held, err := tryLock(file, false)
	if !held || err != nil {
		return false, false, err
	}
	mine = samePlace(file, path)
	return mine, !mine, nil
}

// sign writes the process id into the file.
func (l *lock) sign() error {
	err := l.file.Truncate(0)
	if err == nil {
		_, err = l.file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	}
	if err != nil {
		l.release()
		return fileError(l.path, "write lock file", err)
	}
	return nil
}

// release gives the ownership up. The file is removed while it is still locked: whoever has opened it meanwhile notices
// that it isn't the one in place.
func (l *lock) release() {
	removeLocked(l.file, l.path)
}

// owner tells whether a process holds the lock of a database, and which; 0 if that can't be read.
func owner(database string) (pid int, held bool) {
	file, err := os.OpenFile(lockPath(database), os.O_RDWR, 0)
	if err != nil {
		return 0, false
	}
	defer file.Close()
	got, err := tryLock(file, true)
	if err != nil || got {
		return 0, false
	}
	return readPID(lockPath(database)), true
}

func readPID(path string) int {
	file, err := os.Open(path)
	if err != nil {
		return 0
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, 32))
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0
	}
	return pid
}

func samePlace(file *os.File, path string) bool {
	ours, err := file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(ours, there)
}

func inUse(path string, pid int) error {
	who, hint := "another process", "end it"
	switch {
	case pid == os.Getpid():
		who, hint = "this process already", "close it first"
	case pid != 0:
		who = fmt.Sprintf("process %d", pid)
	}
	return &storage.Error{
		Code:    storage.CodeInUse,
		Message: fmt.Sprintf("database %s is in use by %s", path, who),
		Hint:    hint + ", or choose another file with --storage",
		PID:     pid,
	}
}
