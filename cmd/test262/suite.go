package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"voxemu/runtime/jsvm"
)

// suite is a checkout and the tests to run of it.
type suite struct {
	dir      string
	tests    []string // below test/, with slashes
	cache    *jsvm.Cache
	watchdog *jsvm.Watchdog
	harness  sync.Map // file name to *jsvm.Program
}

// meta is the description at the head of a test file.
type meta struct {
	Includes []string
	Flags    []string
	Features []string
	Negative struct{ Phase, Type string }
}

func (m *meta) flag(name string) bool { return slices.Contains(m.Flags, name) }

// open lists the tests below the paths.
func open(dir string, paths []string) (*suite, error) {
	s := &suite{dir: dir, cache: jsvm.NewCache(), watchdog: jsvm.NewWatchdog()}
	root := filepath.Join(dir, "test")
	for _, p := range paths {
		err := filepath.WalkDir(filepath.Join(root, p), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".js") || strings.Contains(path, "_FIXTURE") {
				return err
			}
			rel, err := filepath.Rel(root, path)
			s.tests = append(s.tests, filepath.ToSlash(rel))
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return s, nil
}

// load reads a test and its description.
func (s *suite) load(path string) (text string, m *meta, err error) {
	data, err := os.ReadFile(filepath.Join(s.dir, "test", filepath.FromSlash(path)))
	if err != nil {
		return "", nil, err
	}
	text, m = string(data), &meta{}
	_, head, found := strings.Cut(text, "/*---")
	head, _, closed := strings.Cut(head, "---*/")
	if !found || !closed {
		return text, m, nil
	}
	if err := yaml.Unmarshal([]byte(strings.ReplaceAll(head, "\r", "\n")), m); err != nil {
		return "", nil, fmt.Errorf("read the description of %s: %w", path, err)
	}
	return text, m, nil
}

// skippedFlags, skippedFeatures and skippedFolders say which tests don't count, since the scenarios' engine, Firefox 115,
// lacks what they test, or no scenario can reach it.
var (
	skippedFlags    = []string{"module", "CanBlockIsFalse", "CanBlockIsTrue"}
	skippedFolders  = []string{"built-ins/RegExp/property-escapes/generated/", "built-ins/Iterator/"}
	skippedFeatures = strings.Fields(`Temporal ShadowRealm iterator-helpers iterator-sequencing joint-iteration set-methods
		array-grouping decorators import-assertions import-attributes import-defer import-text import-bytes source-phase-imports
		source-phase-imports-module-source dynamic-import import.meta top-level-await json-modules json-parse-with-source
		regexp-v-flag regexp-duplicate-named-groups regexp-modifiers RegExp.escape resizable-arraybuffer arraybuffer-transfer
		immutable-arraybuffer Atomics Atomics.waitAsync Atomics.pause SharedArrayBuffer promise-with-resolvers promise-try
		String.prototype.isWellFormed String.prototype.toWellFormed explicit-resource-management Float16Array Math.sumPrecise
		uint8array-base64 upsert await-dictionary error-stack-accessor Error.isError Array.fromAsync
		nonextensible-applies-to-private legacy-regexp symbols-as-weakmap-keys canonical-tz cross-realm host-gc-required
		tail-call-optimization IsHTMLDDA`)
)

// leftOut says why a test doesn't count, or "".
func leftOut(path string, m *meta) string {
	for _, f := range skippedFolders {
		if strings.HasPrefix(path, f) {
			return "folder " + f
		}
	}
	for _, f := range m.Flags {
		if slices.Contains(skippedFlags, f) {
			return "flag " + f
		}
	}
	for _, f := range m.Features {
		if slices.Contains(skippedFeatures, f) || strings.HasPrefix(f, "Intl") {
			return "feature " + f
		}
	}
	return ""
}
