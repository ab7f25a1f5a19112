package apitable

import "testing"

// The start of voxemu run has 10 ms in all; the table's part of it must stay far below one.

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load(apiText, overlayText)
	}
}

func BenchmarkLoadAndEnterUsual(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		t := load(apiText, overlayText)
		root := t.containers[""]
		for _, n := range []string{"VoxEngine", "CallEvents", "AppEvents", "Logger"} {
			c, _ := root.Child(n)
			c.Child("x")
		}
	}
}

func BenchmarkEnterLargest(b *testing.B) {
	t := load(apiText, overlayText)
	n := t.containers["VoiceList.Google"]
	lines := n.body.lines
	b.ReportAllocs()
	for b.Loop() {
		n.body = &body{containers: t.containers, lines: lines, constant: "Voice"}
		n.Child("en_US_Standard_A")
	}
}

func BenchmarkEnterAll(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, c := range load(apiText, overlayText).containers {
			c.body.load(c)
		}
	}
}

func BenchmarkLoadInterfaces(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		loadShapes(shapesText, overlayText)
	}
}

func BenchmarkLookup(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Lookup("VoiceList.Google.en_US_Standard_A")
	}
}

func BenchmarkSuggest(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Suggest("CallEvents.Conected")
	}
}
