package storetest_test

import (
	"testing"

	"voxemu/storage"
	"voxemu/storage/memory"
	"voxemu/storage/storetest"
)

func TestRun(t *testing.T) {
	opened := 0
	storetest.Run(t, func(*testing.T) storage.Store {
		opened++
		return memory.New()
	})
	if opened < 20 {
		t.Errorf("only %d stores were opened: each part should have its own", opened)
	}
}
