package cli

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Files are downloaded for real: once, through redirects, and without virtual time.
func TestFilesAreDownloaded(t *testing.T) {
	asked := 0
	samples := http.FileServer(http.Dir(filepath.Join(project, "runtime", "audiofile", "testdata")))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++ // the players ask one after the other
		switch r.URL.Path {
		case "/moved.mp3":
			http.Redirect(w, r, "/vbr.mp3", http.StatusFound)
		case "/round.mp3":
			http.Redirect(w, r, "/round.mp3", http.StatusFound)
		case "/large.mp3":
			w.Header().Set("Content-Length", fmt.Sprint(10<<20+1))
		default:
			samples.ServeHTTP(w, r)
		}
	}))
	defer server.Close()
	for _, c := range []struct {
		name, files, want string
		asked             int
	}{
		{"each_for_as_long_as_it_is", "tone.ogg tone.opus tone.flac gsm.wav", "0 tone.ogg 500; 500 tone.opus 500; 1000 tone.flac 500; 1500 gsm.wav 500", 4},
		{"the_same_once", "vbr.mp3 vbr.mp3 vbr.mp3", "0 vbr.mp3 1306; 1306 vbr.mp3 1306; 2612 vbr.mp3 1306", 1},
		{"after_a_redirect", "moved.mp3", "0 moved.mp3 1306", 2},
		{"not_round_and_round", "round.mp3", "1 round.mp3 more than 5 redirects", 6},
		{"not_what_is_not_there", "gone.mp3", "1 gone.mp3 HTTP status 404", 1},
		{"not_what_is_too_large", "large.mp3", "1 large.mp3 the file is larger than 10 MB", 1},
		{"not_what_is_no_audio", "README.md", "1 README.md the file is no mp3, ogg, flac or wav", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked = 0
			dir := t.TempDir()
			script := fmt.Sprintf(`
				const lines = [], names = '%s'.split(' '), start = Date.now();
				const play = () => {
					const name = names.shift();
					if (!name) { Logger.write('GOT ' + lines.join('; ') + '.'); return VoxEngine.terminate(); }
					const p = VoxEngine.createURLPlayer({ url: '%s/' + name });
					for (const event of [PlayerEvents.Started, PlayerEvents.Error]) p.addEventListener(event, (e) => lines.push((Date.now() - start) + ' ' + name + ' ' + (e.error || e.duration)));
					p.addEventListener(PlayerEvents.PlaybackFinished, play);
				};
				VoxEngine.addEventListener(AppEvents.Started, play);`, c.files, server.URL)
			if err := os.WriteFile(filepath.Join(dir, "play.js"), []byte(script), 0o666); err != nil {
				t.Fatal(err)
			}
			code, stdout, stderr := try(dir, "run", "play.js", "--start", "--output", "log", "--storage", ":memory:")
			if code != 0 || !strings.Contains(stdout, "GOT "+c.want+".") {
				t.Errorf("want %s, got exit code %d\n%s%s", c.want, code, stdout, stderr)
			}
			if asked != c.asked {
				t.Errorf("asked %d times, want %d", asked, c.asked)
			}
		})
	}
}
