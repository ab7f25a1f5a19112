package sqlite

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"voxemu/runtime/vclock"
	"voxemu/storage"
	"voxemu/storage/storetest"
)

// The environment of a child process: the database it writes to, and the number of its round.
const (
	childPath  = "VOXEMU_TEST_CHILD_DATABASE"
	childRound = "VOXEMU_TEST_CHILD_ROUND"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(childPath); path != "" {
		writeForEver(path, os.Getenv(childRound))
	}
	os.Exit(m.Run())
}

const childWriters = 4

// writeForEver is the child: its writers put pairs and print each one as soon as it is acknowledged.
func writeForEver(path, round string) {
	s, err := Open(Options{Path: path})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for writer := range childWriters {
		go func() {
			for n := 0; ; n++ {
				for _, key := range []string{fmt.Sprintf("once:%s:%d:%d", round, writer, n), fmt.Sprintf("counter:%d", writer)} {
					value := fmt.Sprintf("%s/%08d", round, n)
					done := make(chan error)
					s.Do(storage.Op{Kind: storage.Put, App: "app", Key: key, Value: value, TTL: 1000, Now: storetest.Start},
						func(r storage.Result) { done <- r.Err })
					if err := <-done; err != nil {
						fmt.Println(err)
						os.Exit(1)
					}
					fmt.Printf("%s %s\n", key, value)
				}
			}
		}()
	}
	select {}
}

// TestAcknowledgedPutsSurviveKill kills a writing process at points spread over its life, from its very start on, and then
// looks for everything that it had been acknowledged.
func TestAcknowledgedPutsSurviveKill(t *testing.T) {
	rounds := 220
	if testing.Short() {
		rounds = 20
	}
	var path string
	acknowledged := map[string]string{} // in the present database
	total := 0
	for round := range rounds {
		if round%10 == 0 {
			path = filepath.Join(t.TempDir(), "x.db")
			clear(acknowledged)
		}
		before := len(acknowledged)
		runAndKill(t, path, round, acknowledged)
		total += len(acknowledged) - before
		findAll(t, path, acknowledged)
	}
	t.Logf("%d kills, %d pairs looked for", rounds, total)
	if total < rounds {
		t.Errorf("only %d pairs were acknowledged in %d rounds: the kills come too early to mean anything", total, rounds)
	}
}

// runAndKill runs a child until it has acknowledged some number of puts, or for some time, kills it, and notes all it has said.
func runAndKill(t *testing.T, path string, round int, acknowledged map[string]string) {
	t.Helper()
	cmd, out := startChild(t, path, round)
	lines := bufio.NewScanner(out)
	note := func() bool {
		if !lines.Scan() {
			return false
		}
		var key, value string
		if n, _ := fmt.Sscanf(lines.Text(), "%s %s", &key, &value); n != 2 || key[0] != 'o' && key[0] != 'c' {
			t.Errorf("the child says %q", lines.Text())
		}
		acknowledged[key] = value
		return true
	}
	if round%4 == 0 {
		// Somewhere in its start: 0 to 16 ms.
		wait, _ := vclock.WallTimer(time.Duration(round*7919%16_000) * time.Microsecond)
		<-wait
	} else {
		for range round * 7919 % 151 {
			note()
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for note() {
	}
	if err := lines.Err(); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
}

func startChild(t *testing.T, path string, round int) (*exec.Cmd, io.Reader) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childPath+"="+path, fmt.Sprintf("%s=%04d", childRound, round))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, out
}

func TestOwnerInAnotherProcessIsNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	cmd, out := startChild(t, path, 0)
	var key, value string
	if _, err := fmt.Fscan(out, &key, &value); err != nil {
		t.Fatal(err)
	}
	e := wantCode(t, Check(path), storage.CodeInUse)
	if want := fmt.Sprintf("database %s is in use by process %d", path, cmd.Process.Pid); e.PID != cmd.Process.Pid || e.Error() != want {
		t.Errorf("error %q with process %d, want %q", e, e.PID, want)
	}
	r, err := OpenReadOnly(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := with(t, r).Get(key); got != value {
		t.Error("the reader does not see what the owner has written")
	}
	mustClose(t, r)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	if err := Check(path); err != nil {
		t.Errorf("after the owner was killed: %v", err)
	}
	if r, err = OpenReadOnly(path); err != nil { // with the log that it left
		t.Fatal(err)
	}
	if got := with(t, r).Get(key); got != value {
		t.Error("what the killed owner has written is gone")
	}
	mustClose(t, r)
}

// findAll opens the database as its next owner and looks for the pairs. A counter may be ahead of what was acknowledged.
func findAll(t *testing.T, path string, acknowledged map[string]string) {
	t.Helper()
	s, err := Open(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	c := with(t, s)
	for key, want := range acknowledged {
		if got := c.Get(key); got != want && (key[0] != 'c' || got < want) {
			t.Fatalf("%s is %s, acknowledged was %s", key, got, want)
		}
	}
	mustClose(t, s)
}
