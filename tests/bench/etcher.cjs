// Writes and verifies with etcher-sdk: node etcher.cjs FOLDER IMAGE DEVICE...
// FOLDER is where `npm install etcher-sdk` was run.
const fs = require('fs');
const path = require('path');

const [folder, image, ...devices] = process.argv.slice(2);
const sdk = require(require.resolve('etcher-sdk', { paths: [folder] }));

function destination(device) {
	const sectors = fs.readFileSync(`/sys/class/block/${path.basename(device)}/size`, 'utf8');
	const drive = {
		raw: device, device, devicePath: null, description: device, displayName: device,
		size: Number(sectors) * 512, blockSize: 512, logicalBlockSize: 512, mountpoints: [],
		error: null, busType: 'USB', busVersion: null, partitionTableType: null, isReadOnly: false,
		isSystem: false, isRemovable: true, isUSB: true, isCard: false, isSCSI: false, isUAS: null,
		isVirtual: false, enumerator: '',
	};
	return new sdk.sourceDestination.BlockDevice({
		drive, unmountOnSuccess: false, write: true, direct: true,
	});
}

let failed = 0;
sdk.multiWrite.decompressThenFlash({
	source: new sdk.sourceDestination.File({ path: image }),
	destinations: devices.map(destination),
	verify: true, numBuffers: 16, trim: false, decompressFirst: false,
	onFail: (_, error) => { failed += 1; console.error(error.message); },
	onProgress: () => {},
}).then(
	() => process.exit(failed ? 1 : 0),
	(error) => { console.error(error.message); process.exit(1); },
);
