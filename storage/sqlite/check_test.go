package sqlite

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"voxemu/storage"
	"voxemu/storage/storetest"
)

// makeDatabase makes a closed database with so many pairs and returns its path and bytes.
func makeDatabase(t *testing.T, pairs int) (string, []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.db")
	fill(t, path, pairs)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, data
}

func mustWrite(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestCheck(t *testing.T) {
	_, good := makeDatabase(t, 100)
	with := func(at int, value uint32) []byte {
		data := bytes.Clone(good)
		binary.BigEndian.PutUint32(data[at:], value)
		return data
	}
	for _, c := range []struct {
		name string
		data []byte
		want storage.Code
		text string
	}{
		{"our_database_is_fine", good, "", ""},
		{"an_empty_file_is_fine", []byte{}, "", ""},
		{"a_text_is_not_a_database", []byte(strings.Repeat("some text\n", 100)), storage.CodeNotDatabase, "is not an SQLite database"},
		{"a_short_text_is_not_a_database", []byte("x"), storage.CodeNotDatabase, "is not an SQLite database"},
		{"a_garbage_header_is_not_a_database", append([]byte("SQLite format 4\x00"), good[16:]...), storage.CodeNotDatabase, ""},
		{"a_piece_of_a_header_is_damaged", good[:50], storage.CodeCorrupt, "was cut off"},
		{"a_file_cut_in_half_is_damaged", good[:len(good)/2], storage.CodeCorrupt, "was cut off after"},
		{"a_file_without_its_end_is_damaged", good[:len(good)-1], storage.CodeCorrupt, "was cut off after"},
		{"a_database_of_another_program", with(68, 7), storage.CodeForeign, "belongs to another program"},
		{"a_database_without_an_owner", with(68, 0), storage.CodeForeign, "belongs to another program"},
		{"a_newer_database", with(60, 99), storage.CodeNewer, "its schema is version 99, this one knows 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			mustWrite(t, path, c.data)
			err := Check(path)
			if c.want == "" {
				if err != nil {
					t.Fatal(err)
				}
			} else if e := wantCode(t, err, c.want); !strings.Contains(e.Error(), c.text) || !strings.Contains(e.Error(), path) {
				t.Errorf("error %q should name the file and say %q", e, c.text)
			}
			if _, openErr := Open(Options{Path: path}); storage.CodeOf(openErr) != c.want {
				t.Errorf("Open says %v", openErr)
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(after, c.data) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestCheckOfPlaces(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	mustWrite(t, file, nil)
	for _, c := range []struct {
		name, path string
		want       storage.Code
	}{
		{"a_missing_file_is_fine", filepath.Join(dir, "x.db"), ""},
		{"missing_folders_are_fine", filepath.Join(dir, "a", "b", "x.db"), ""},
		{"memory_is_fine", Memory, ""},
		{"a_folder_is_not_a_database", dir, storage.CodeNotDatabase},
		{"a_device_is_not_a_database", os.DevNull, storage.CodeNotDatabase},
		{"a_file_is_not_a_folder", filepath.Join(file, "x.db"), storage.CodeNotDatabase},
		{"an_empty_path_is_not_a_database", "", storage.CodeNotDatabase},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := Check(c.path)
			if c.want == "" && err != nil {
				t.Fatal(err)
			}
			if storage.CodeOf(err) != c.want {
				t.Errorf("error %v, want code %q", err, c.want)
			}
		})
	}
	if _, err := os.Stat(filepath.Join(dir, "a")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("checking has made a folder")
	}
}

func TestCheckOfPermissions(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may do everything")
	}
	path, _ := makeDatabase(t, 1)
	for _, c := range []struct {
		name string
		path string
		mode fs.FileMode
	}{
		{"unreadable_file", path, 0},
		{"read_only_file", path, 0o444},
		{"read_only_folder", filepath.Dir(path), 0o555},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := os.Chmod(c.path, c.mode); err != nil {
				t.Fatal(err)
			}
			defer os.Chmod(c.path, 0o755)
			wantCode(t, Check(path), storage.CodeDenied)
			wantCode(t, Check(filepath.Join(filepath.Dir(path), "x.db")), storage.CodeDenied)
		})
	}
}

func TestPermissionErrorsHaveTheirCode(t *testing.T) {
	wantCode(t, fileError("x.db", "open database", &fs.PathError{Op: "open", Path: "x.db", Err: fs.ErrPermission}), storage.CodeDenied)
}

func TestUnusableFoldersAreAnAnswerNotAPanic(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, filepath.Join(dir, "sub", "x.db"))
	mustWrite(t, filepath.Join(dir, "sub"), nil) // after the check
	c := with(t, s)
	r := c.Do(storage.Op{Kind: storage.Put, Key: "k", TTL: 1})
	c.Want("code", storage.CodeOf(r.Err), storage.CodeIO)
	if err := os.Remove(filepath.Join(dir, "sub")); err != nil {
		t.Fatal(err)
	}
	c.Put("k", "v", 10) // the next request tries again
	c.Want("get", c.Get("k"), "v")
}

func TestSecondOwnerIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s := mustOpen(t, path)
	late := mustOpen(t, path) // both are open before one of them is used
	with(t, s).Put("k", "v", 10)

	e := wantCode(t, Check(path), storage.CodeInUse)
	if e.PID != os.Getpid() || !strings.Contains(e.Error(), "in use by this process") {
		t.Errorf("error %v, pid %d", e, e.PID)
	}
	r := with(t, late).Do(storage.Op{Kind: storage.Get, Key: "k"})
	wantCode(t, r.Err, storage.CodeInUse)

	mustClose(t, s)
	if err := Check(path); err != nil {
		t.Error(err)
	}
	if got := with(t, late).Get("k"); got != "v" {
		t.Errorf("get once it is free: %q", got)
	}
}

func TestOwnerIsTheSameByAnyName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	with(t, mustOpen(t, path)).Put("k", "v", 10)
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	wantCode(t, Check(link), storage.CodeInUse)
}

func TestLockFileThatWasLeftBehindMeansNothing(t *testing.T) {
	path, _ := makeDatabase(t, 1)
	mustWrite(t, lockPath(path), []byte("1\n"))
	if err := Check(path); err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, path)
	with(t, s).Put("k", "v", 10)
	if got := readPID(lockPath(path)); got != os.Getpid() {
		t.Errorf("the lock file names process %d", got)
	}
	mustClose(t, s)
	if _, err := os.Stat(lockPath(path)); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the lock file is still there")
	}
}

func TestLockIsNotSharedThroughARemovedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	first, err := acquire(path)
	if err != nil {
		t.Fatal(err)
	}
	late, err := os.OpenFile(lockPath(path), os.O_RDWR, 0) // opened while there is an owner
	if err != nil {
		t.Fatal(err)
	}
	defer late.Close()
	first.release()
	second, err := acquire(path)
	if err != nil {
		t.Fatal(err)
	}
	defer second.release()
	if mine, stale, err := claim(late, lockPath(path)); mine || !stale || err != nil {
		t.Errorf("the removed file was claimed: %v, stale %v, %v", mine, stale, err)
	}
	wantCode(t, tryAcquire(path), storage.CodeInUse)
}

// tryAcquire is acquire without its lock.
func tryAcquire(path string) error {
	l, err := acquire(path)
	if err == nil {
		l.release()
	}
	return err
}

func TestInUseWithoutAKnownProcess(t *testing.T) {
	e := wantCode(t, inUse("x.db", 0), storage.CodeInUse)
	if want := "database x.db is in use by another process"; e.Error() != want {
		t.Errorf("got %q, want %q", e, want)
	}
	if got := readPID(filepath.Join(t.TempDir(), "none")); got != 0 {
		t.Errorf("pid %d of no file", got)
	}
}

func TestReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	_, err := OpenReadOnly(path)
	wantCode(t, err, storage.CodeMissing)

	s := mustOpen(t, path)
	owner := with(t, s)
	owner.Put("a:1", "v", 10)
	r, err := OpenReadOnly(path)
	if err != nil {
		t.Fatal(err)
	}
	reader := with(t, r)
	reader.Want("get beside the owner", reader.Get("a:1"), "v")
	owner.Now = 500
	owner.Put("a:2", "w", 10)
	reader.Want("get of a later put", reader.Get("a:2"), "w")
	reader.Want("keys", reader.Keys("a", 0), []string{"a:1", "a:2"})
	latest, err := r.Latest(t.Context())
	if latest != storetest.Start+500 || err != nil {
		t.Errorf("Latest() = %d, %v", latest, err)
	}
	reader.Want("put", storage.CodeOf(reader.Do(storage.Op{Kind: storage.Put, Key: "k"}).Err), storage.CodeReadOnly)
	reader.Want("remove", storage.CodeOf(reader.Do(storage.Op{Kind: storage.Remove, Key: "k"}).Err), storage.CodeReadOnly)
	reader.Want("bad key", storage.CodeOf(reader.Do(storage.Op{Kind: storage.Get}).Err), storage.CodeKey)
	mustClose(t, r)
	mustClose(t, r)
	reader.Want("get after close", storage.CodeOf(reader.Do(storage.Op{Kind: storage.Get, Key: "k"}).Err), storage.CodeClosed)
	if _, err := r.Latest(t.Context()); storage.CodeOf(err) != storage.CodeClosed {
		t.Errorf("Latest after close: %v", err)
	}
	owner.Put("a:3", "x", 10)
}

func TestReadOnlyWithoutAnOwner(t *testing.T) {
	path, _ := makeDatabase(t, 3)
	r, err := OpenReadOnly(path)
	if err != nil {
		t.Fatal(err)
	}
	reader := with(t, r)
	reader.Want("get", reader.Get(pairKey(2)), pairValue(2))
	mustClose(t, r)
	s := mustOpen(t, path)
	with(t, s).Put("k", "v", 10)
	mustClose(t, s)
	reader.Want("files", filesOf(t, path), []string{"x.db"})
}

func TestReadOnlyOfOddFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	mustWrite(t, path, nil)
	r, err := OpenReadOnly(path)
	if err != nil {
		t.Fatal(err)
	}
	reader := with(t, r)
	reader.Want("get in an empty file", reader.Get("k"), "(none)")
	reader.Want("keys in an empty file", len(reader.Keys("", 0)), 0)
	if latest, err := r.Latest(t.Context()); latest != 0 || err != nil {
		t.Errorf("Latest() = %d, %v", latest, err)
	}
	mustClose(t, r)

	mustWrite(t, path, []byte(strings.Repeat("text ", 100)))
	_, err = OpenReadOnly(path)
	wantCode(t, err, storage.CodeNotDatabase)
	_, err = OpenReadOnly(filepath.Dir(path))
	wantCode(t, err, storage.CodeNotDatabase)
}
