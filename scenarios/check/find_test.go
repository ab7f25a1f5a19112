package check_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"voxemu/scenarios/check"
)

func TestWhatIsCheckedInAFolder(t *testing.T) {
	for name, tc := range map[string]struct{ files, want string }{
		"all_scenarios_below_it": {
			"-- a.voxengine.js --\nBAD\n-- x/b.voxengine.ts --\nBAD\n-- x/y/c.js --\nVoxEngine; BAD\n",
			"a.voxengine.js:1:1: error: found BAD [VX1201 bad]\nx/b.voxengine.ts:1:1: error: found BAD [VX1201 bad]\nx/y/c.js:1:12: error: found BAD [VX1201 bad]\n",
		},
		"marked_scenarios_hide_other_scripts_of_their_folder": {
			"-- a.voxengine.js --\nODD\n-- b.js --\nVoxEngine; BAD\n-- x/c.js --\nAppEvents; BAD\n",
			"a.voxengine.js:1:1: warning: found ODD [VX1301 odd]\nx/c.js:1:12: error: found BAD [VX1201 bad]\n",
		},
		"not_tests_declarations_hidden_folders_and_packages": {
			"-- a.voxengine.js --\nf()\n-- a.voxengine.test.js --\nBAD\n-- a.d.ts --\nBAD\n-- .x/a.voxengine.js --\nBAD\n-- .a.voxengine.js --\nBAD\n-- node_modules/m/a.voxengine.js --\nBAD\n",
			"nothing\n",
		},
		"not_scripts_that_do_not_use_the_api_and_modules": {
			"-- a.voxengine.js --\nf()\n-- x/server.js --\nBAD\n-- x/module.js --\nimport x from 'y';\nVoxEngine; BAD\n-- x/binary.js --\nVoxEngine BAD\x00\n-- x/dynamic.js --\nVoxEngine; ODD; const important = 1; f.import();\n",
			"x/dynamic.js:1:12: warning: found ODD [VX1301 odd]\n",
		},
		"what_bundlers_write_only_if_there_is_nothing_else": {
			"-- src/a.js --\nVoxEngine; ODD\n-- dist/a.voxengine.js --\nBAD\n-- src/build/b.voxengine.js --\nBAD\n",
			"src/a.js:1:12: warning: found ODD [VX1301 odd]\n",
		},
		"what_bundlers_write_if_the_rest_are_modules": {
			"-- src/a.js --\nexport const x = VoxEngine;\n-- dist/a.js --\nVoxEngine; BAD\n",
			"dist/a.js:1:12: error: found BAD [VX1201 bad]\n",
		},
		"files_that_cannot_be_read_do_not_stop_the_rest": {
			"-- a.voxengine.js --\nBAD\n-- b.voxengine.js --\n\xff\n-- c.voxengine.js --\n\n-- d/locked --\n-- e.voxengine.js --\n1 +\n",
			"a.voxengine.js:1:1: error: found BAD [VX1201 bad]\nb.voxengine.js:1:1: error: not UTF-8: byte 0xff at offset 0 [VX1904 unreadable]\nc.voxengine.js: error: the scenario is empty [VX1904 unreadable]\n" +
				"d: error: permission denied [VX1904 unreadable]\ne.voxengine.js:2:1: error: Unexpected end of file [VX1701 syntax]\n",
		},
		"no_scenarios": {"-- x/y.txt --\n", "! .: no scenarios in this folder, or below it\n"},
		"excluded_names_and_paths": {
			"-- voxemu.yaml --\ncheck: {exclude: [generated, old-*.js, x/b.voxengine.js]}\n-- x/generated/a.voxengine.js --\nBAD\n-- x/old-1.js --\nVoxEngine; BAD\n-- x/b.voxengine.js --\nBAD\n-- b.voxengine.js --\nODD\n",
			"b.voxengine.js:1:1: warning: found ODD [VX1301 odd]\nvoxemu.yaml: note: default: 1 files, unbound [] [VX1805 unbound]\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			compare(t, tc.want, run(t, inMemory(tc.files), nil, check.Options{Workers: 2}))
		})
	}
}

func TestLinks(t *testing.T) {
	files := inMemory("-- a.voxengine.js --\nBAD\n-- x/b.voxengine.js --\nODD\n")
	for name, target := range map[string]string{"to-file.voxengine.js": "w/x/b.voxengine.js", "cycle.voxengine.js": "loop", "to-folder": "w/x", "nowhere": "loop"} {
		files.fs["w/"+name] = &fstest.MapFile{Data: []byte(target), Mode: fs.ModeSymlink | 0o777}
	}
	delete(files.fs, "w/to-file.voxengine.js") // reading goes through the operating system's links, which these files lack
	compare(t, `
a.voxengine.js:1:1: error: found BAD [VX1201 bad]
cycle.voxengine.js: error: too many levels of symbolic links [VX1904 unreadable]
to-folder: note: a link to a folder is not followed [VX1904 unreadable]
x/b.voxengine.js:1:1: warning: found ODD [VX1301 odd]
`, run(t, files, nil, check.Options{}))
}

func TestFilesThatAreNamed(t *testing.T) {
	files := inMemory("-- a.txt --\nx\n-- a.mjs --\nx\n-- b.js --\nBAD\n-- big.js --\n" + strings.Repeat(" ", 11<<20) + "\n-- c.js --\nx\n")
	files.fs["w/c.js"].Mode = 0
	compare(t, `
a.mjs: error: not a scenario: the cloud runs classic scripts, and .mjs files are modules [VX1904 unreadable]
a.txt: error: not a scenario [VX1904 unreadable]
b.js:1:1: error: found BAD [VX1201 bad]
big.js: error: the file has 11.0 MB, more than the 10 MB that are read [VX1904 unreadable]
c.js: error: permission denied [VX1904 unreadable]
`, run(t, files, []string{"a.txt", "a.mjs", "b.js", "big.js", "c.js"}, check.Options{}))
	compare(t, "! bb.js: no such file or folder\nx: no such file or folder\n", run(t, files, []string{"bb.js", "b.js", "x"}, check.Options{}))
}

func TestAScenarioOverTheCloudsLimitIsRead(t *testing.T) {
	files := inMemory("-- a.js --\nBAD;" + strings.Repeat("f();\n", 60_000) + "\n-- voxemu.yaml --\nrules: [{name: a, scenarios: [a.js]}]\n")
	for _, path := range []string{"a.js", "."} {
		if got := run(t, files, []string{path}, check.Options{Choice: check.Choice{Select: []string{"bad"}}}); got != "a.js:1:1: error: found BAD [VX1201 bad]\n" {
			t.Errorf("%s: %s", path, got)
		}
	}
}
