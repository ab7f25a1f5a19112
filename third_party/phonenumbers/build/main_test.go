package main

import (
	"os"
	"path/filepath"
	"testing"
)

// The data files are what the command makes.
func TestDataIsUpToDate(t *testing.T) {
	want, err := texts()
	if err != nil {
		t.Fatal(err)
	}
	const data = "../data"
	for name, text := range want {
		if have, err := unpack(filepath.Join(data, name+".gz")); err != nil || have != text {
			t.Errorf("%s is not what the command makes (%v): run it", name, err)
		}
	}
	have, err := filepath.Glob(filepath.Join(data, "places", "*"))
	if err != nil || len(have)+1 != len(want) {
		t.Errorf("there are %d files of places, want %d (%v)", len(have), len(want)-1, err)
	}
}

func TestBuildWritesWhatChanged(t *testing.T) {
	folder := t.TempDir()
	if err := build(folder); err != nil {
		t.Fatal(err)
	}
	kept, spoilt := filepath.Join(folder, "rules.txt.gz"), filepath.Join(folder, "places", "44.txt.gz")
	before, err := os.Stat(kept)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(spoilt, []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := build(folder); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(kept); err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("a file that has not changed is written again (%v)", err)
	}
	if text, err := unpack(spoilt); err != nil || text == "" {
		t.Errorf("a file that has changed is not written: %v", err)
	}
}
