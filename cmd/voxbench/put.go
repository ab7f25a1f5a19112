package main

import (
	"voxemu/cmd/voxbench/internal/page"
	"voxemu/cmd/voxbench/internal/rounds"
)

// putGroup is durable writes of the storage.
func (b *bench) putGroup() page.Group {
	const (
		many, single = "voxemu, 32 writers", "voxemu, 1 writer"
		sqlMany      = "database/sql, 32 writers, one commit a put"
		sqlSingle    = "database/sql, 1 writer, one commit a put"
		disk, c      = "append 4 KiB and flush", "C, SQLite, one thread"
	)
	on := func(name, probe, file string, workers int) rounds.Contender {
		return fresh(b.probe(name, probe, "-workers", workers, "-database", b.temp(file)), b.temp(file))
	}
	raw := b.probe(c, "put-c", "-scenario", b.rawPut, "-database", b.tmp)
	raw.Missing = b.noC
	return page.Group{
		Title: "Durable writes",
		Text: "Puts a second, each waited for until it is on the disk. What the disk can do is shown by appending 4 KiB to a file and flushing it (fdatasync); " +
			"what SQLite can do, by a C program with the same schema and settings, with one put and with 32 puts in a transaction.",
		Contenders: []rounds.Contender{
			on(many, "put", "t5.db", 32), on(single, "put", "t5.db", 1),
			on(sqlMany, "put-sql", "t5-sql.db", 32), on(sqlSingle, "put-sql", "t5-sql.db", 1),
			on(disk, "append", "t5-file", 1), raw,
		},
		Columns: []page.Column{
			{Figure: "rate", Heading: "put/s"}, {Figure: "rate-32", Heading: "put/s, 32 a transaction"},
			{Figure: "p50-ms", Heading: "p50, ms"}, {Figure: "p99-ms", Heading: "p99, ms"},
		},
		Claims: []page.Claim{
			{Target: "T5", Text: "put/s, 32 writers / C with 32 puts in a transaction", Of: of(many, "rate"), By: of(c, "rate-32"), Bound: page.AtLeast(0.6)},
			{Target: "T5", Text: "put/s, 32 writers / database/sql with one commit a put", Of: of(many, "rate"), By: of(sqlMany, "rate"), Bound: page.AtLeast(10)},
			{Target: "T5", Text: "p99 of a put, 32 writers / p50 of a flush", Of: of(many, "p99-ms"), By: of(disk, "p50-ms"), Bound: page.AtMost(8)},
			{Target: "T6", Text: "put/s, 1 writer / flushes of the disk", Of: of(single, "rate"), By: of(disk, "rate"), Bound: page.AtLeast(0.6)},
			{Target: "T6", Text: "put/s, 1 writer / C", Of: of(single, "rate"), By: of(c, "rate"), Bound: page.AtLeast(0.7)},
		},
	}
}
