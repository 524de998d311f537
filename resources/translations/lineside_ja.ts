<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>AlarmLine</name>
    <message>
        <source>No alarms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+ {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackupsPage</name>
    <message>
        <source>&amp;Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into the backup folder again (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup folder cannot be read. {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files: {files} · rows: {rows} · {size} · {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No backup files: every row has reached the historian.

When the historian cannot be reached, rows are kept here as CSV files,
so that nothing is lost until it takes them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClosingPage</name>
    <message>
        <source>Closing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polling stops, then every row on its way is stored or kept on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows on their way: {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileModel</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>complete</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupCommands</name>
    <message>
        <source>{group} is started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{group} is stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All groups are stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All groups are started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{group}: triggered, but the PLC has not been read after {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{group}: the triggered poll failed. {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{group}: {tags} tags polled, {bad} bad; {where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{answer} (shared with a trigger less than a second before)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the record is in the historian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the record is in a CSV backup file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the record is in quarantine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the record is lost, see buffer.log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the record is still on its way</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupDetail</name>
    <message>
        <source>Last error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No error since the group was started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PLC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good polls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last poll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean poll time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start late, p99</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupModel</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PLC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests
per poll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests to the PLC for one poll; each costs about one scan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polls that failed since the group was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over-
runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polls left out because the one before took longer than the interval.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean poll
ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Late p99
ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>99 of 100 polls start no later than this after their time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last poll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last error</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message>
        <source>No polling group is configured. Import PLCs, groups and tags with
hmi config import plc_connections.csv polling_groups.csv tags.csv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the chosen group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish the poll in progress, then stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Poll the chosen group once, now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start every active group that does not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish the polls in progress, then stop every group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;rigger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop a&amp;ll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polling groups</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>PLCs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Historian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows at risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that are not in the historian yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On their way: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In CSV backup files: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PLCs are simulated on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Looks</name>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triggering…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>storing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trying again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not available, rows go to CSV backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handshake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Data queue, filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circular buffer, filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write latency, mean of 5 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Committed in the historian since the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows on their way: in queue, buffer or writer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backed up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows in CSV backup files that are not in the historian yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows the historian refused; they are kept with the reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that neither historian nor disk took.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row age, p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 of 100 rows are stored no later than this after their poll (last 5 minutes).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {count} accepted rows are accounted for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of {count} accepted rows some are not accounted for: keep hmi.log and report it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No polling group is configured yet. Import one with: hmi config import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the first poll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polling groups</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlcStrip</name>
    <message>
        <source>none configured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{connected} of {all} connected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Filter: tag, address, PLC, quality, time…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row holds this text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first {shown} of {total} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows: {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged lines: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of the chosen file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>Choose a group first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A command to {group} is under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{group} is running already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{group} is not running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{group} is polled at a fixed interval; only handshake groups are triggered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{group} is not running: start it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No polling group is configured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every group is running already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No group is running</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SuccessModel</name>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good polls, 5 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Poll ms</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message>
        <source>Unexpected error, see hmi.log: {error}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WriterPanel</name>
    <message>
        <source>Writer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Historian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batches stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batches failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean batch, rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last batch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
