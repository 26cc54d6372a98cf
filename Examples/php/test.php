<?php
// SPDX-License-Identifier: Apache-2.0
// Tests both implementations: test.php TestVectors [--library PATH] [--server ADDRESS]
declare(strict_types=1);

require __DIR__ . '/CSRKit.php';

use CSRKit\{Error, Inspector, Library, Server};

$passed = 0;
$failed = 0;

function expect(bool $holds, string $sentence): void
{
    global $passed, $failed;
    $holds ? $passed++ : $failed++;
    if (!$holds) {
        fwrite(STDERR, "failed: $sentence\n");
    }
}

function expectError(callable $call, string $sentence): void
{
    try {
        $call();
        expect(false, $sentence);
    } catch (Error $error) {
        expect($error->getMessage() !== '', $sentence);
    }
}

function test(Inspector $inspector, string $vectors): array
{
    $data = file_get_contents("$vectors/readme/shop.example.com.txt");
    $reports = $inspector->inspect($data);
    expect(count($reports) === 1 && $reports[0]['request']['commonName'] === 'shop.example.com', 'a request is inspected');
    expect(isset($inspector->inspect("\0\xFF")[0]['error']), 'bytes without a request are an error in the list');
    $body = chunk_split(base64_encode(file_get_contents("$vectors/requests/sans/dns.der")), 64, "\n");
    $csr = "-----BEGIN CERTIFICATE REQUEST-----\n$body-----END CERTIFICATE REQUEST-----\n";
    $check = $inspector->check(['product' => '488', 'csr' => $csr]);
    expect($check['predicted'] === null && in_array('days', $check['needed'], true), 'an order is checked');
    $refused = $inspector->check(['product' => '489', 'csr' => $csr]);
    expect($refused['predicted']['errorCode'] === -6, 'the error of a refused order is predicted');
    $complete = $inspector->check(['product' => '488', 'csr' => $csr], true);
    expect($complete['verdict'] === 'refused', 'a complete order that lacks parameters is refused');
    $plans = $inspector->plans($data, 'cname', 'abc123');
    expect(str_ends_with($plans[0]['names'][0]['cname']['target'], '.abc123.sectigo.com.'), 'a record is planned');
    expect($inspector->plans($data)[0]['md5'] === '54AA2E23A93471690FE41BE454B0E988', 'the method is optional');
    expectError(fn () => $inspector->plans($data, 'pigeon'), 'an unknown method is an exception');
    return [$reports, $check, $plans];
}

$vectors = $argv[1] ?? exit("usage: test.php TestVectors [--library PATH] [--server ADDRESS]\n");
$options = array_column(array_chunk(array_slice($argv, 2), 2), 1, 0);
$results = [];
if (isset($options['--library'])) {
    $results[] = test($library = new Library($options['--library']), $vectors);
    $data = file_get_contents("$vectors/readme/shop.example.com.txt");
    for ($i = 0; $i < 100; $i++) {
        $library->inspect($data);
    }
    $before = memory_get_usage();
    for ($i = 0; $i < 1000; $i++) {
        $library->inspect($data);
    }
    expect(memory_get_usage() - $before < 65536, 'memory does not grow with the number of requests');
}
if (isset($options['--server'])) {
    $results[] = test(new Server($options['--server']), $vectors);
    expectError(fn () => (new Server('http://127.0.0.1:9'))->inspect(''), 'a server that does not run is an exception');
}
if (count($results) === 2) {
    expect($results[0] === $results[1], 'both implementations return the same documents');
}
echo "$passed passed, $failed failed\n";
exit($failed > 0 ? 1 : 0);
